/** Aggregate reports for tests: as writers make them, with only what a case is about spelled out. */

export interface SampleRecord {
  readonly ip?: string;
  readonly count?: number;
  readonly disposition?: string;
  readonly dkim?: string;
  readonly spf?: string;
  readonly reason?: string;
  readonly headerFrom?: string;
  readonly envelopeFrom?: string;
  /** [domain, selector, result] */
  readonly signatures?: readonly (readonly [string, string, string])[];
  /** [domain, result] */
  readonly spfResult?: readonly [string, string];
}

export interface SampleReport {
  readonly org?: string;
  readonly id?: string;
  readonly begin?: number;
  readonly domain?: string;
  readonly records?: readonly SampleRecord[];
}

/** One record as XML. */
export function sampleRecord(record: SampleRecord = {}): string {
  const { ip = '192.0.2.1', count = 1, disposition = 'none', dkim = 'pass', spf = 'pass' } = record;
  const { headerFrom = 'example.org', envelopeFrom = 'example.org', reason } = record;
  const { signatures = [['example.org', 's1', 'pass']], spfResult = ['example.org', 'pass'] } = record;
  const dkimResults = signatures
    .map(
      ([domain, selector, result]) =>
        `<dkim><domain>${domain}</domain><selector>${selector}</selector><result>${result}</result></dkim>`,
    )
    .join('');
  return `<record>
    <row><source_ip>${ip}</source_ip><count>${count}</count>
      <policy_evaluated><disposition>${disposition}</disposition><dkim>${dkim}</dkim><spf>${spf}</spf>
      ${reason === undefined ? '' : `<reason><type>${reason}</type><comment>c</comment></reason>`}</policy_evaluated></row>
    <identifiers><envelope_from>${envelopeFrom}</envelope_from><header_from>${headerFrom}</header_from></identifiers>
    <auth_results>${dkimResults}<spf><domain>${spfResult[0]}</domain><result>${spfResult[1]}</result></spf></auth_results>
  </record>`;
}

/** A whole report of RFC 7489 as XML. */
export function sampleAggregate(report: SampleReport = {}): string {
  const { org = 'receiver.example', id = 'id-1', begin = 1_767_225_600, domain = 'example.org' } = report;
  const { records = [{}] } = report;
  return `<?xml version="1.0" encoding="UTF-8"?>
<feedback>
  <version>1.0</version>
  <report_metadata><org_name>${org}</org_name><email>dmarc@${org}</email><report_id>${id}</report_id>
    <date_range><begin>${begin}</begin><end>${begin + 86_399}</end></date_range></report_metadata>
  <policy_published><domain>${domain}</domain><adkim>r</adkim><aspf>r</aspf><p>none</p><sp>none</sp><pct>100</pct></policy_published>
  ${records.map(sampleRecord).join('\n')}
</feedback>
`;
}
