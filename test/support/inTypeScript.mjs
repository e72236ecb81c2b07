// @ts-check
/** What Jest starts and ends beside the tests is written in TypeScript, which it can't load there by itself. */
import { register as registerCjs } from 'tsx/cjs/api';
import { register as registerEsm } from 'tsx/esm/api';

registerCjs();
registerEsm();
