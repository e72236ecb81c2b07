/** Secret values that can be searched for, as they are nowhere else. */
export const SECRET = 'S3cretValue0123456789';
export const KEY = 'K3yValue9876543210';
