/** A value while it is put together: assigning its optional fields one by one costs a fraction of spreading them. */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
