/** Archives for tests. */

interface Entry {
  readonly name: string;
  readonly isEncrypted?: boolean;
  readonly bytes?: Uint8Array;
}

/** A ZIP archive of stored files (checksums left at zero: nobody unpacks it). */
export function zipOf(entries: readonly Entry[], comment = ''): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, isEncrypted = false, bytes = new Uint8Array() } of entries) {
    const nameBytes = Buffer.from(name, 'utf8');
    const flags = 0x800 | (isEncrypted ? 1 : 0);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(flags, 6);
    local.writeUInt32LE(bytes.length, 18);
    local.writeUInt32LE(bytes.length, 22);
    local.writeUInt16LE(nameBytes.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt32LE(bytes.length, 20);
    entry.writeUInt32LE(bytes.length, 24);
    entry.writeUInt16LE(nameBytes.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, nameBytes, Buffer.from(bytes));
    directory.push(entry, nameBytes);
    offset += 30 + nameBytes.length + bytes.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, list, end, Buffer.from(comment, 'latin1')]);
}

/** A compound file (MS-CFB) with nothing but its directory: the FAT in sector 0, the entries from sector 1 on, four in each. */
export function compoundOf(names: readonly string[]): Buffer {
  const sectors = Math.max(1, Math.ceil(names.length / 4));
  const file = Buffer.alloc(512 * (2 + sectors));
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.fill(0xff, 76, 512 + 512);
  file.writeUInt32LE(0, 76);
  for (let sector = 1; sector <= sectors; sector += 1)
    file.writeUInt32LE(sector === sectors ? 0xfffffffe : sector + 1, 512 + sector * 4);
  for (const [index, name] of names.entries()) {
    const at = 1024 + index * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE(name.length * 2 + 2, at + 64);
    file[at + 66] = 1;
  }
  return file;
}
