import { name, version } from '../../../package.json';

/** So that vendors see who calls, and in which version. */
export const USER_AGENT = `${name}/${version}`;
