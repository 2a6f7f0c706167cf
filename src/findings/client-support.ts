/** Which mail programs lack which features of HTML and CSS: `data/client-support.toml`. */

/** One way to recognise a feature; all that is given must hold. */
export interface FeatureSign {
  /** A property of CSS; '*' for any. */
  readonly property?: string;
  /** Of its value, lower case: 'flex' as a word, 'var(' as a function; of element and attribute, the value of the attribute. */
  readonly word?: string;
  /** '@media'. */
  readonly rule?: string;
  readonly element?: string;
  readonly attribute?: string;
  /** Of the address of a picture: '.webp'. */
  readonly ending?: string;
}

export interface ClientFeature {
  /** As caniemail.com names it: 'css-display-flex'. */
  readonly id: string;
  readonly title: string;
  /** 'content': what it holds is not shown; 'layout': it stands elsewhere; 'look': it is plainer. */
  readonly effect: 'content' | 'layout' | 'look';
  /** Ids of clients that lack it. */
  readonly none: readonly string[];
  readonly signs: readonly FeatureSign[];
}

export interface ClientSupport {
  /** Day of the tables. */
  readonly updated: string;
  /** Id → name: 'Outlook for Windows'. */
  readonly clients: ReadonlyMap<string, string>;
  readonly features: readonly ClientFeature[];
}

type Table = Readonly<Record<string, unknown>>;

/** From the content of the file; it is our own data, and a test holds it against its schema. */
export function readClientSupport(content: unknown): ClientSupport {
  const table = Object(content) as Table;
  const rows = Array.isArray(table.feature) ? (table.feature as readonly ClientFeature[]) : [];
  const clients = Object.entries(Object(table.clients) as Table).map(
    ([id, name]) => [id, String(name)] as const,
  );
  return { updated: String(table.updated), clients: new Map(clients), features: rows };
}
