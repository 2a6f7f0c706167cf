/** SQLite's own guard of the audit log: entries are not changed, and not removed but for age, whoever tries. */
import type { DatabaseSync } from 'node:sqlite';

/** Sets the guard; it stays in the database. The sweep moves the line in `audit_log_kept` before it removes what is behind it. */
export function guardAuditLog(database: DatabaseSync): void {
  database.exec(`
    begin;
    create trigger if not exists audit_log_unchanged before update on audit_log
    begin select raise(abort, 'the audit log is append-only'); end;
    create trigger if not exists audit_log_kept_back before delete on audit_log
    when old.at >= coalesce((select since from audit_log_kept where id = 1), '')
    begin select raise(abort, 'the audit log is append-only'); end;
    create trigger if not exists audit_log_line_forward before update on audit_log_kept
    when new.since < old.since
    begin select raise(abort, 'the audit log is append-only'); end;
    commit;
  `);
}
