/**
 * Data that goes to a client component as one JSON text. React walks through every object of a component's props when
 * it writes them, when it reads them to render the document, and when it reads them in the browser; a text it carries
 * as it is. For lists of hundreds of objects.
 */
declare const packed: unique symbol
export type Packed<T> = string & { readonly [packed]: T }

export const pack = <T>(value: T) => JSON.stringify(value) as Packed<T>
export const unpack = <T>(text: Packed<T>) => JSON.parse(text) as T
