/**
 * Runs a node that reports lost answers as unknown. For tests of how answers are read: what the records of the vendor
 * say beside them is the subject of test/engine/lostAnswers.test.cts and of the fault matrix.
 */
import * as engine from './engine.cts';

export * from './engine.cts';

/** As that of engine.cts. */
export const runNode: typeof engine.runNode = async <Json = engine.ItemJson,>({
	parameters = {},
	...setup
}: engine.Setup) =>
	await engine.runNode<Json>({
		...setup,
		parameters: {
			...parameters,
			options: {
				afterLostAnswer: 'report',
				...('options' in parameters ? (parameters.options as object) : {}),
			},
		},
	});
