/**
 * Links to files of the fake Bitrix24: they hold the secret or the token (contract 1.2, 3.4). What
 * whoever lacks it is answered is unverified; here it is a page to sign in.
 */
import type { Context, Portal } from './bitrix24.portal.cts';
import type { Activity, CommentFile } from './bitrix24.records.cts';
import type { Answer, Call } from './server.cts';

const PAGE = {
	status: 200,
	headers: { 'content-type': 'text/html; charset=UTF-8' },
	body: '<html><body>Please sign in</body></html>',
};

const fileId = (activity: Activity, index: number) => Number(activity.ID) * 100 + index + 1;

export function activityLink(activity: Activity, index: number, { portal, caller }: Context) {
	return `${portal.origin}/bitrix/tools/crm_show_file.php?fileId=${fileId(activity, index)}&auth=${caller.token ?? portal.secret}`;
}

export function commentLink(
	{ id, name }: Pick<CommentFile, 'id' | 'name'>,
	{ portal, caller }: Context,
) {
	return `${portal.origin}/disk/downloadFile/${id}/?&ncc=1&filename=${encodeURIComponent(name)}&auth=${caller.token ?? portal.secret}`;
}

function* allFiles({ store }: Portal) {
	for (const activity of store.activities.values())
		for (const [
			index,
			{
				fileData: [name, content],
			},
		] of activity.FILES.entries())
			yield { kind: 'activity', id: fileId(activity, index), name, content };
	for (const comment of store.comments.values())
		for (const { id, name, content } of comment.FILES)
			yield { kind: 'comment', id: Number(id), name, content };
}

/** @returns the answer, or undefined where the address is no link to a file */
export function downloadOf(
	call: Call,
	portal: Portal,
	isToken: (auth: string | null) => boolean,
): Answer | undefined {
	const [, commentFile] = /^\/disk\/downloadFile\/(\d+)\/$/.exec(call.path) ?? [];
	if (commentFile === undefined && call.path !== '/bitrix/tools/crm_show_file.php')
		return undefined;
	const auth = call.query.get('auth');
	if (auth !== portal.secret && !isToken(auth)) return PAGE;
	const [kind, id] =
		commentFile === undefined
			? ['activity', Number(call.query.get('fileId'))]
			: ['comment', Number(commentFile)];
	for (const file of allFiles(portal)) {
		if (file.kind !== kind || file.id !== id) continue;
		const headers = {
			'content-type': 'application/octet-stream',
			'content-disposition': `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
		};
		return { status: 200, headers, body: Buffer.from(file.content, 'base64') };
	}
	return { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>404</html>' };
}
