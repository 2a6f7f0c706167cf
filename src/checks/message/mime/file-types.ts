/** Kinds of files by the ends of their names. */

/** Google's list of blocked types (page read on 2026-11-26). */
const blocked = new Set(
  (
    'ade adp apk appx appxbundle bat cab chm cmd com cpl diagcab diagcfg diagpkg dll dmg ex ex_ exe hta img ins iso isp jar jnlp js ' +
    'jse lib lnk mde mjs msc msi msix msixbundle msp mst nsh pif ps1 scr sct shb sys vb vbe vbs vhd vxd wsc wsf wsh xll'
  ).split(' '),
);

/** Points of rspamd 3.4 (mime_types.lua): the factor times 2, at most 4. */
const scored: Readonly<Record<string, number>> = {
  exe: 2,
  ...Object.fromEntries(
    (
      'iso lnk scr ace bat com jar arj cab ade adp chm cmd cpl ins isp js jse lib mde msc msi msp mst nsh pif sct shb sys vb vbe vbs vxd ' +
      'wsc wsh app fxp grp hlp hpj inf its jnlp ksh mad maf mag mam maq mar mas mat mau mav maw mcf mda mdb mdt mdw mdz msh msh1 msh2 ' +
      'msu ops osd pcd pl plg prf prg ps1 ps1xml ps2 psc1 psc2 psd1 pst reg scf shs theme url vbp vsmacros vsw webpnp website ws xbap ' +
      'xll xnk'
    )
      .split(' ')
      .map((end) => [end, 4]),
  ),
};

const macros = new Set('docm dotm xlsm xltm xlam pptm potm ppam ppsm sldm'.split(' '));
const archives = new Set('zip arj rar ace 7z cab bz2 egg alz xz lz gz tgz tar'.split(' '));
const documents = new Set(
  'pdf doc docx xls xlsx ppt pptx odt ods odp rtf txt csv jpg jpeg png gif html htm mp3 mp4 zip eml'.split(
    ' ',
  ),
);
const compressions = ['gz', 'bz2', 'xz', 'z'];

/** The end of a name in lower case, without spaces and dots behind it; '' where there is none. */
export function extensionOf(name: string): string {
  const bare = name
    .slice(-300)
    .toLowerCase()
    .replace(/[\s.]+$/, '');
  const dot = bare.lastIndexOf('.');
  return dot < 0 ? '' : bare.slice(dot + 1);
}

/** The end that counts: of 'setup.exe.gz' it is 'exe'. */
export function innerExtensionOf(name: string): string {
  const end = extensionOf(name);
  if (!compressions.includes(end)) return end;
  const inner = extensionOf(name.slice(0, name.toLowerCase().lastIndexOf(`.${end}`)));
  return inner === '' ? end : inner;
}

export const isBlockedByGoogle = (extension: string): boolean => blocked.has(extension);
/** Points, or 0. */
export const rspamdPoints = (extension: string): number => scored[extension] ?? 0;
export const isMacroDocument = (extension: string): boolean => macros.has(extension);
export const isArchive = (extension: string): boolean => archives.has(extension);

/** 'invoice.pdf.exe': a document's end before one that runs. The two ends, or nothing. */
export function doubleExtensionOf(name: string): readonly [string, string] | undefined {
  const last = extensionOf(name);
  if (!blocked.has(last) && rspamdPoints(last) === 0) return undefined;
  const before = extensionOf(name.slice(0, name.toLowerCase().lastIndexOf(`.${last}`)));
  return documents.has(before) ? [before, last] : undefined;
}
