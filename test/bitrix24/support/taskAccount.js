'use strict';
/** A fake portal with a task that has a value in each field, for the tests of a file, as it began for each of them. */
const { runNode } = require('../../support/engine');
const { fakeFor, byId } = require('../../support/fakes');
const { mapped } = require('../../support/mapped');
const { taskFields } = require('../../support/taskForm.cts');
const { withoutMark } = require('../../support/written');

/** ID of the task. */
const TASK = 5;
const FULL = {
	DESCRIPTION: 'Text',
	XML_ID: 'x-1',
	DEADLINE: '2026-12-24T12:00:00+03:00',
	START_DATE_PLAN: '2026-12-01T12:00:00+03:00',
	END_DATE_PLAN: '2026-12-02T12:00:00+03:00',
	ACCOMPLICES: ['3'],
	AUDITORS: ['4'],
	DEPENDS_ON: ['2'],
	TAGS: ['old'],
	UF_CRM_TASK: ['D_1'],
	GROUP_ID: '1',
	PARENT_ID: '2',
	TIME_ESTIMATE: '600',
	MARK: 'P',
	UF_AUTO_123: 'mine',
	UF_AUTO_456: '1',
};

/** Registers what begins and ends the tests of a file. */
function taskAccount() {
	let fake;
	let base;
	beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
	afterAll(() => fake.close());
	beforeEach(() => {
		fake.reset();
		Object.assign(task(), structuredClone(FULL));
	});

	const task = () => fake.vendor.store.tasks.get(TASK);
	const run = (operation, parameters, more = {}) =>
		runNode({
			...base,
			parameters: {
				resource: 'task',
				operation,
				customFields: mapped({}),
				options: {},
				...parameters,
			},
			...more,
		});
	const update = (updateFields, { options, customFields = mapped({}), ...more } = {}) =>
		run(
			'update',
			{
				taskId: byId(String(TASK)),
				...taskFields('updateFields', updateFields),
				customFields,
				options,
			},
			more,
		);
	const written = () => withoutMark(fake.vendor.writes.at(-1).fields);
	return {
		run,
		update,
		/** As it is stored. */
		task,
		tasks: () => fake.vendor.store.tasks,
		/** What the last write has sent. */
		written,
		calls: () => fake.calls,
		fault: (name, how) => fake.fault(name, how),
	};
}

module.exports = { FULL, TASK, taskAccount };
