import type { IBinaryKeyData, IHttpRequestOptions } from 'n8n-workflow';
import type { Answer, ProblemKind, RequestSpec, Verdict } from '../contract/call';
import type { CallContext } from '../contract/callContext';
import { InvalidInput } from '../contract/errors';
import { type DownloadedFile, WithFiles } from '../contract/files';
import { asNumber, asObject, asText } from '../text/unknownJson';
import { parsedUrl } from './urls';
import { ANYTHING } from './proof';
import { plainProblem } from './statusProblems';

/**
 * Fetches a file by a link that the vendor gave. Such links hold their own key: they are fetched without the
 * credential, from the account's own host only, and never shown. The answer's body is a DownloadedFile.
 */
export function download(link: string): RequestSpec {
	return { method: 'GET', path: '/', link, effect: 'read', proof: ANYTHING };
}

/** @param origin scheme and host of the account. @throws InvalidInput when the link leads elsewhere */
export async function sendDownload(
	context: CallContext,
	link: string,
	origin: string,
	timeoutMs: number,
): Promise<Answer> {
	const url = parsedUrl(link, origin);
	if (url === undefined || url.origin !== new URL(origin).origin)
		throw new InvalidInput(
			'The file is on another host',
			'Files are only fetched from the address in the credential. Nothing was sent there.',
		);
	const options: IHttpRequestOptions = {
		method: 'GET',
		url: url.href,
		encoding: 'arraybuffer',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: timeoutMs,
	};
	const response = asObject(await context.helpers.httpRequest(options));
	return {
		status: asNumber(response.statusCode) ?? 0,
		headers: asObject(response.headers),
		body: response.body,
	};
}

/** A page instead of a file is how a web address says no. */
export function readDownload(vendor: string, answer: Answer): Verdict {
	const { status, headers, body } = answer;
	if (status !== 200) {
		const problem = plainProblem(vendor, { ...answer, body: '' });
		const title = `${vendor} did not give the file (status ${status})`;
		return {
			ok: false,
			problem: PASSING.includes(problem.kind)
				? { ...problem, title }
				: {
						...problem,
						title,
						advice: 'It may have been deleted, or the user of the credential may not see it.',
					},
		};
	}
	const disposition = asText(headers['content-disposition']);
	const mimeType = asText(headers['content-type']).split(';')[0].trim();
	if (!Buffer.isBuffer(body) || (mimeType === 'text/html' && disposition === '')) {
		return {
			ok: false,
			problem: {
				kind: 'denied',
				title: `${vendor} showed a page instead of the file`,
				advice: 'The user of the credential may not see the file.',
				status,
			},
		};
	}
	const file: DownloadedFile = {
		content: body,
		fileName: fileNameIn(disposition),
		...(mimeType === '' ? {} : { mimeType }),
	};
	return { ok: true, body: file };
}

/** What says nothing of the file itself, so that it may come the next time. */
const PASSING: readonly ProblemKind[] = ['limited', 'unclear', 'unreachable'];

/** RFC 6266: the encoded form counts before the plain one. */
function fileNameIn(disposition: string): string | undefined {
	const encoded = /filename\*=(?:UTF-8)?''([^;]+)/i.exec(disposition)?.[1];
	const plain = /filename="([^"]*)"|filename=([^;\s]+)/i.exec(disposition);
	const name = encoded === undefined ? (plain?.[1] ?? plain?.[2]) : decoded(encoded);
	return name === undefined || name === '' ? undefined : name.replace(/^.*[/\\]/, '');
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Hands files to n8n, which keeps them in memory, on disk or elsewhere. */
export async function binaryOf(
	context: {
		helpers: {
			prepareBinaryData: (
				content: Buffer,
				fileName?: string,
				mimeType?: string,
			) => Promise<IBinaryKeyData[string]>;
		};
	},
	{ files }: WithFiles,
): Promise<IBinaryKeyData> {
	const entries = Object.entries(files).map(
		async ([name, { content, fileName, mimeType }]): Promise<[string, IBinaryKeyData[string]]> => [
			name,
			await context.helpers.prepareBinaryData(content, fileName, mimeType),
		],
	);
	return Object.fromEntries(await Promise.all(entries));
}
