// @ts-check
/** What Jest starts and ends beside the tests is written in TypeScript, which it can't load there by itself. */
import { register } from 'tsx/esm/api';

register();
