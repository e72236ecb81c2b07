'use strict';
/** The examples run by the real n8n: what comes out, and what the vendor has stored afterwards. */
const { TRIGGER } = require('./support/workflows');

const { examples, rest, shortfalls, vendors } = realN8n;
const { fakes } = vendors;
const stored = (node) => fakes[node].vendor.store;

beforeEach(() => {
	for (const fake of Object.values(fakes)) fake.reset();
});

/** example -> checks what its vendor has now */
const AFTERWARDS = {
	'bitrix24-update-activities'() {
		const { activities } = stored('bitrix24');
		for (const id of [4, 5])
			expect(activities.get(id)).toMatchObject({
				COMPLETED: 'Y',
				STATUS: '2',
				RESPONSIBLE_ID: '7',
			});
		expect(activities.get(7)).toMatchObject({
			DEADLINE: '2026-12-01T11:30:00+03:00',
			COMPLETED: 'N',
			DESCRIPTION: 'About to-do 7',
		});
		expect(fakes.bitrix24.vendor.writes.map(({ id }) => id).sort()).toEqual([4, 5, 7]);
		// Two nodes, two rounds each (what kind they are, write): four batches and nothing else.
		expect(fakes.bitrix24.calls.map(({ path }) => path.split('/').pop())).toEqual([
			'batch',
			'batch',
			'batch',
			'batch',
		]);
	},
	'bitrix24-custom-activity-button'() {
		expect(fakes.bitrix24.vendor.writes.map(({ method }) => method)).toEqual(
			Array(2).fill('crm.activity.configurable.add'),
		);
	},
	'bitrix24-deal-stage-to-meeting'() {
		expect(fakes.bitrix24.vendor.writes.map(({ method }) => method)).toEqual([
			'crm.activity.add',
			'crm.activity.todo.add',
		]);
	},
	'bitrix24-log-calls'() {
		const calls = fakes.bitrix24.vendor.writes
			.filter(({ method }) => method === 'crm.activity.add')
			.map(({ id }) => stored('bitrix24').activities.get(id));
		expect(
			calls.map(({ ORIGIN_ID, DIRECTION, COMPLETED, START_TIME }) => [
				ORIGIN_ID,
				DIRECTION,
				COMPLETED,
				START_TIME,
			]),
		).toEqual([
			['T-1001', '1', 'Y', '2026-11-20T11:12:00+03:00'],
			['T-1002', '1', 'N', '2026-11-20T11:40:00+03:00'],
		]);
	},
	'bitrix24-tasks-by-email'() {
		const made = fakes.bitrix24.vendor.writes.map(({ fields }) => [
			fields.TITLE,
			Number(fields.RESPONSIBLE_ID),
			(fields.AUDITORS ?? []).map(Number),
			fields.UF_CRM_TASK ?? [],
		]);
		expect(made).toEqual([
			['Prepare the stand', 2, [3, 4], ['C_5']],
			['Write the offer', 3, [], ['C_6']],
			['Call the printer', 2, [5], []],
		]);
	},
	'bitrix24-tasks-with-checklist'() {
		const [first, second] = fakes.bitrix24.vendor.writes
			.filter(({ method }) => method === 'tasks.task.add')
			.map(({ id }) => id);
		const lines = [...stored('bitrix24').checklistItems.values()].filter(({ TASK_ID }) =>
			[first, second].includes(Number(TASK_ID)),
		);
		expect(lines.map(({ TITLE }) => TITLE)).toEqual(
			expect.arrayContaining([
				'Order flyers',
				'Book the hotel',
				'Pack the samples',
				'Ask for the prices',
				'Send it to the customer',
			]),
		);
		// Two tasks in one request; their five lines in three, as those of one task keep their order.
		expect(fakes.bitrix24.calls).toHaveLength(4);
	},
	'deskera-activities-overview'() {
		expect(fakes.deskera.vendor.writes).toEqual([]);
		expect(fakes.deskera.calls.map(({ query }) => [query.get('page'), query.get('query')])).toEqual(
			// Totals may be wrong (docs/contracts/deskera.md section 3.1), so an empty page shows that
			// there are no more.
			['1', '2'].map((page) => [page, expect.stringContaining('activityType=meeting')]),
		);
	},
	'deskera-activity-to-task'() {
		const made = fakes.bitrix24.vendor.writes.map(({ id }) => stored('bitrix24').tasks.get(id));
		const last = [...stored('deskera').activities.values()]
			.sort((a, b) => (a.updated_at < b.updated_at ? 1 : -1))
			.slice(0, 2);
		expect(made.map(({ TITLE, DESCRIPTION }) => [TITLE, DESCRIPTION])).toEqual(
			last.map(({ id, name }) => [name, `Deskera activity ${id}`]),
		);
	},
	'deskera-ai-agent'(execution) {
		const [made, ...more] = fakes.deskera.vendor.writes.map(({ id }) =>
			stored('deskera').activities.get(id),
		);
		expect(more).toEqual([]);
		expect(made).toMatchObject({
			name: 'Call Ada about the offer',
			activity_type: 'call',
			start: '2026-12-01T09:00:00Z',
			end: '2026-12-01T09:30:00Z',
			contact_ids: [179001],
			is_send_invitation: false,
			is_send_contacts_invitation: false,
		});
		const { tools } = vendors.model.requests[0];
		expect(
			tools
				.map(({ function: { name, description, parameters } }) => [
					name,
					description,
					Object.keys(parameters.properties).sort(),
					[...parameters.required].sort(),
				])
				.sort(),
		).toEqual([
			['Find_Calls', 'Get many activities in Deskera', ['Contact'], ['Contact']],
			[
				'Plan_a_Call',
				'Create an activity in Deskera',
				['Contact', 'Minutes', 'Name', 'Start'],
				['Contact', 'Minutes', 'Name', 'Start'],
			],
		]);
		const results = vendors.model.requests
			.at(-1)
			.messages.filter(({ role }) => role === 'tool')
			.map(({ content }) => String(content));
		expect(results).toHaveLength(2);
		expect(results[0]).toContain('Call Ada about the offer');
		expect(results[1]).toContain('Call Ada about the offer');
		const [[{ output }]] = realN8n.itemsOf(execution.data.resultData.runData['AI Agent']);
		expect(output).toMatch(/^Done\. 2 tools were used; the last one said: .*Call Ada/);
	},
	'deskera-calls-from-sheet'() {
		const made = fakes.deskera.vendor.writes
			.map(({ id }) => stored('deskera').activities.get(id))
			.sort((a, b) => (a.start < b.start ? -1 : 1));
		expect(
			made.map(({ notes, contact_ids, assignee_ids, is_status, source }) => [
				notes,
				contact_ids,
				assignee_ids,
				is_status,
				source,
			]),
		).toEqual([
			['Wants an <b>offer</b> by Friday', [179001], [46944], true, 'n8n'],
			['Call back in January', [179002], [46945], false, 'n8n'],
		]);
		expect(
			made.every(
				({ is_send_invitation, is_send_contacts_invitation }) =>
					!is_send_invitation && !is_send_contacts_invitation,
			),
		).toBe(true);
	},
	'deskera-done-this-week'() {
		expect(fakes.deskera.vendor.writes).toEqual([]);
		expect(fakes.deskera.calls[0].query.get('query')).toBe('is_status=true,date>1767567600');
	},
	'ivvy-activity-elsewhere'() {
		expect(fakes.ivvy.vendor.writes).toEqual([]);
	},
	'ivvy-enquiry-to-task'() {
		const made = fakes.ivvy.vendor.writes.map(({ operation }) => operation).sort();
		expect(made).toEqual([
			'addOrUpdateContactNote',
			'addOrUpdateContactNote',
			'addOrUpdateTask',
			'addOrUpdateTask',
		]);
	},
	'overdue-digest'({ data }) {
		const given = (node) => realN8n.itemsOf(data.resultData.runData[node])[0];
		const counted = given('Digest').reduce((sum, { count_id: count }) => sum + count, 0);
		expect(counted).toBe(given('All Together').length);
	},
	'ivvy-overdue-digest'() {
		const [{ endDatetime__LESSTHAN: before, ...others }, ...more] = fakes.ivvy.calls.map(
			({ json }) => json.filter,
		);
		expect([others, more]).toEqual([{ status__LESSTHAN: '2' }, []]);
		expect(Math.abs(Date.parse(`${before.replace(' ', 'T')}Z`) - Date.now())).toBeLessThan(600_000);
	},
	'ivvy-tasks-from-rows'() {
		const { tasks } = stored('ivvy');
		// Several requests are under way at once, so the vendor may get them in another order than n8n gives them back.
		const made = [...tasks.values()].slice(2500).sort((a, b) => a.contactId - b.contactId);
		expect(
			made.map(({ name, contactId, endDatetime, status, description }) => ({
				name,
				contactId,
				endDatetime,
				status,
				description,
			})),
		).toEqual([
			{
				name: 'Send the quote',
				contactId: 45001,
				endDatetime: '2026-12-01 22:59:59',
				status: 1,
				description: 'For 80 guests',
			},
			{
				name: 'Call about the menu',
				contactId: 45002,
				endDatetime: '2026-12-02 14:00:00',
				status: 0,
				description: '',
			},
		]);
		expect(tasks.get(10007)).toMatchObject({ name: 'Task 10007', status: 4 });
		expect(fakes.ivvy.vendor.writes).toHaveLength(3);
	},
	'leadsquared-activity-to-message'() {
		expect(fakes.leadSquared.vendor.writes).toEqual([]);
	},
	'leadsquared-missed-calls'() {
		const { writes } = fakes.leadSquared.vendor;
		expect(writes.map(({ operation }) => operation.split('/').pop())).toEqual([
			'ByLeadId',
			'ByLeadId',
			'Create',
			'Create',
		]);
		// Each node sends its items side by side, so the vendor may get them in another order than n8n gives them back.
		const planned = writes
			.slice(2)
			.map(({ id }) => stored('leadSquared').tasks.get(id).RelatedEntityId);
		expect(planned.sort()).toEqual(
			writes
				.slice(0, 2)
				.map(({ lead }) => lead)
				.sort(),
		);
	},
	'leadsquared-overdue-tasks'() {
		// A list for each owner, whose emails are looked up with one more call.
		expect(fakes.leadSquared.calls).toHaveLength(2 + 1);
	},
	'leadsquared-rows-to-activities'() {
		const { writes } = fakes.leadSquared.vendor;
		expect(writes.map(({ event, fields }) => [event, fields.mx_Custom_2])).toEqual(
			[4, 5, 6, 7].map((day) => [202, `2026-12-0${day} 09:00:00`]),
		);
		expect(fakes.leadSquared.calls).toHaveLength(1);
	},
	'portable-copy'() {
		const made = fakes.deskera.vendor.writes.map(({ id }) => stored('deskera').activities.get(id));
		expect(made.map(({ source_id }) => source_id).sort()).toEqual([
			'ivvy-3001',
			'ivvy-3002',
			'ivvy-3003',
		]);
	},
	// One that is done takes one more write in Bitrix24.
	'two-way-sync-bitrix24-deskera'() {
		expect(fakes.bitrix24.vendor.writes.length).toBeGreaterThanOrEqual(3);
	},
	'two-way-sync-bitrix24-ivvy'() {
		expect(fakes.bitrix24.vendor.writes.length).toBeGreaterThanOrEqual(3);
	},
	'two-way-sync-ivvy-deskera'() {
		expect(fakes.ivvy.vendor.writes).toHaveLength(3);
	},
	'leadsquared-bulk-update'() {
		const { activities } = stored('leadSquared');
		const done = fakes.leadSquared.vendor.writes.map(({ id }) => activities.get(id));
		expect(
			done.map(({ Fields }) => [Fields.mx_Custom_2, Fields.mx_Custom_4, Fields.mx_Custom_8]),
		).toEqual([
			['3', 'Interested', 'Wants an offer by Friday'],
			['2', 'Call back', 'Decides after the holidays'],
			['1', 'Not interested', 'Too far away'],
			['4', 'Interested', 'Came with the whole family'],
		]);
		for (const { Status, ActivityNote, Fields } of done) {
			expect([Status, ActivityNote]).toEqual(['Completed', 'Visited']);
			// What was not named is still there.
			expect(Fields.mx_Custom_1).toMatch(/^Visit \d+$/);
		}
		expect(fakes.leadSquared.calls).toHaveLength(1);
	},
};

test.each(examples.map((example) => [example.name, example]))(
	'example %s gives what it should, and the vendor has it',
	async (name, { workflow, expected }) => {
		const execution = await rest.runWorkflow(workflow.id, TRIGGER);
		expect(execution.status).toBe('success');
		expect(shortfalls(expected, execution)).toEqual([]);
		AFTERWARDS[name](execution);
	},
);
