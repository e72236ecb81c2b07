import type { Resource } from '../../shared/contract/operation';
import { attachRecording } from './attachRecording';
import { attachTranscript } from './attachTranscript';
import { create } from './create';
import { finish } from './finish';
import { getMany } from './getMany';
import { getTranscript } from './getTranscript';
import { start } from './start';

export const call: Resource = {
	value: 'call',
	name: 'Call',
	operations: [attachRecording, attachTranscript, create, finish, getMany, getTranscript, start],
};
