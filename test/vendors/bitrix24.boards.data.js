'use strict';
/** Stages of boards and of planners, and links between tasks, of a fresh fake Bitrix24 portal (contract 2.8). */

const TITLES = ['New', 'In Progress', 'Done'];
const SYSTEM = ['NEW', 'WORK', 'FINISH'];

const stagesOf = (type, owner, first, titles) =>
	titles.map((TITLE, index) => ({
		ID: String(first + index),
		TITLE,
		SORT: String(100 * (index + 1)),
		COLOR: '00C4FB',
		SYSTEM_TYPE: type === 'G' ? SYSTEM[index] : index === 0 ? 'NEW' : null,
		ENTITY_ID: String(owner),
		ENTITY_TYPE: type,
		ADDITIONAL_FILTER: [],
		TO_UPDATE: [],
		TO_UPDATE_ACCESS: null,
	}));

/** Boards of the workgroups 1 to 3, ids 11 to 39; planner of user 1, ids 51 to 53. Group 2 has two stages of one name. */
function boards() {
	const stages = [
		...[1, 2, 3].flatMap((group) =>
			stagesOf('G', group, group * 10 + 1, group === 2 ? [...TITLES, 'done '] : TITLES),
		),
		...stagesOf('U', 1, 51, ['Not Planned', 'This Week', 'Later']),
	];
	return {
		stages: new Map(stages.map((stage) => [Number(stage.ID), stage])),
		/** boards that the webhook's user may not see */
		hiddenBoards: new Set([3]),
		/** `${from}-${to}` -> kind of the link */
		links: new Map([['3-4', 2]]),
	};
}

module.exports = { boards };
