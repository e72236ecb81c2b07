/** The same credential, which n8n can't read while that is so. */
export function unreadable(credentials: object, isDown: () => boolean): object {
	return Object.defineProperty({ ...credentials }, 'note', {
		enumerable: true,
		get() {
			if (isDown()) throw new Error('The database is locked');
			return '';
		},
	});
}
