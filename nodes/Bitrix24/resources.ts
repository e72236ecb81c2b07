import type { Resource } from '../shared/operation';
import { activity } from './activity';
import { activityLink } from './activityLink';
import { apiCall } from './apiCall';
import { badge } from './badge';
import { customActivity } from './customActivity';
import { customActivityType } from './customActivityType';
import { task } from './task';
import { taskChecklistItem } from './taskChecklistItem';
import { timelineComment } from './timelineComment';
import { timelineNote } from './timelineNote';

export const resources: readonly Resource[] = [activity, activityLink, apiCall, badge, customActivity, customActivityType, task, taskChecklistItem, timelineComment, timelineNote];
