/** Files of Outlook (.msg): a container of Microsoft's own, no message as it travels. Pure. */

/** How every such container begins (MS-CFB 2.2). */
const signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** `head`: the first octets of the file, eight or more. A text that is only called .msg is none. */
export const isOutlookFile = (name: string, head: Uint8Array): boolean =>
  /\.(?:msg|oft)$/i.test(name) && signature.every((octet, place) => head[place] === octet);
