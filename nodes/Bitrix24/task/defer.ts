import { change } from './change';

export const defer = change('defer', 'Defer', 'Put a task off');
