import { PROBLEM_KINDS, type Problem } from './call';

/** What every n8n keeps of an error that is thrown in a credential, whatever it makes of the rest. */
export interface HandedOn {
	readonly message: string;
	readonly description: string;
	readonly httpCode: string;
}

const KIND = 'crm-activities:';

/** Input that can't be sent: names the field in the message and says in `advice` what to enter instead. */
export class InvalidInput extends Error implements HandedOn {
	readonly httpCode = `${KIND}invalid`;

	/** @param parts where several things are wrong: each by itself */
	constructor(
		message: string,
		readonly advice = '',
		readonly parts: readonly InvalidInput[] = [],
	) {
		super(message);
		this.name = 'InvalidInput';
	}

	get description(): string {
		return this.advice;
	}
}

/** A problem that only the operation can see, such as an empty answer that means "not found". */
export class Refused extends Error implements HandedOn {
	constructor(readonly problem: Problem) {
		super(problem.title);
		this.name = 'Refused';
	}

	get description(): string {
		const { advice, says } = this.problem;
		return says === undefined ? advice : `${says.by} says: ${says.text} ${advice}`.trim();
	}

	get httpCode(): string {
		return KIND + this.problem.kind;
	}

	/** An error of ours again from what n8n kept of it. @returns undefined for all others */
	static from({ message, description, httpCode }: HandedOn): Refused | undefined {
		const kind = PROBLEM_KINDS.find((one) => httpCode === KIND + one);
		return kind === undefined
			? undefined
			: new Refused({ kind, title: message, advice: description });
	}
}

/** The user or n8n stopped the run; nothing more may be sent. */
export class Cancelled extends Error {
	constructor() {
		super('The execution was canceled');
		this.name = 'Cancelled';
	}
}
