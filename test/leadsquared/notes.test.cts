/** Lists of notes: none is lost where many were written in the same moment. */
import { byId } from '../support/fakes.cts';
import { there } from '../support/there.cts';
import { good, run, started } from './support/forms.cts';

const MOMENT = Date.UTC(2026, 10, 20, 9);

/** A fake with notes on one lead, each with the time that it is given. */
async function withNotes(times: readonly number[]) {
	const { fake, base } = await started();
	const { notes } = fake.vendor.store;
	const sample = there([...notes.values()][0]);
	const leadId = fake.vendor.leadId(9);
	const ids = times.map((CreatedOn, index) => {
		const id = `aaaaaaaa-0000-4000-8000-${String((index * 7919) % 100_000).padStart(12, '0')}`;
		notes.set(id, { ...sample, ProspectNoteId: id, RelatedProspectId: leadId, CreatedOn });
		return id;
	});
	const list = async (more: object) =>
		good(
			await run(base, { resource: 'note', operation: 'getMany', lead: byId(leadId), ...more }),
		).map((row) => (row as { id: string }).id);
	return { fake, ids, list };
}

const all = { returnAll: true };
const alike = (count: number) => Array.from({ length: count }, () => MOMENT);
const apart = (count: number) =>
	Array.from({ length: count }, (_, index) => MOMENT + (index + 1) * 1000);

it.each([
	['a few of them at the end of a page', [...alike(40), ...apart(180)]],
	['all that a page holds', [...apart(150), ...alike(200)]],
	['more than a page holds', [...apart(30), ...alike(450)]],
])('of one moment, %s', async (_what, times) => {
	const { ids, list } = await withNotes(times);
	for (const direction of [0, 1]) {
		const found = await list({ ...all, sort: { direction } });
		expect(found).toHaveLength(ids.length);
		expect(new Set(found)).toEqual(new Set(ids));
	}
});

it('of one moment, more than any page holds, are an error instead of a part', async () => {
	const { fake, base } = await started();
	const { notes } = fake.vendor.store;
	const sample = there([...notes.values()][0]);
	const RelatedProspectId = fake.vendor.leadId(9);
	for (let n = 0; n < 1100; n++) {
		const ProspectNoteId = `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, '0')}`;
		notes.set(ProspectNoteId, { ...sample, ProspectNoteId, RelatedProspectId, CreatedOn: MOMENT });
	}
	const { error } = await run(base, {
		resource: 'note',
		operation: 'getMany',
		lead: byId(RelatedProspectId),
		...all,
	});
	expect(error?.message).toMatch(/notes with the same CreatedOn in another order on each page/);
});

it('apart in time take no more calls than there are pages', async () => {
	const { fake, list } = await withNotes(apart(390));
	expect(await list(all)).toHaveLength(390);
	expect(fake.calls).toHaveLength(2);
});
