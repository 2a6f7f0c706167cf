/** What was sent to whom, and what still waits, as rows. */
import type { Access } from '../access.ts';
import { readSpoken, spokenRow, withoutNulls } from '../rows.ts';
import type { DeliveryRow } from '../tables.ts';
import type { Delivery, DeliveryRepository } from './types.ts';

function deliveryOf(row: DeliveryRow): Delivery {
  return withoutNulls({
    ...readSpoken<{ readonly lastProblem: string }>(row),
    id: row.id,
    targetId: row.target_id,
    alertId: row.alert_id,
    event: row.event,
    state: row.state,
    attempts: row.attempts,
    nextAt: row.next_at,
    lastProblem: row.last_problem,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  });
}

export function createDeliveries({ read, write, newId }: Access): DeliveryRepository {
  return {
    add: (delivery) =>
      write(async (db) => {
        const row: DeliveryRow = {
          id: newId(),
          target_id: delivery.targetId,
          alert_id: delivery.alertId,
          event: delivery.event,
          state: 'waiting',
          attempts: 0,
          next_at: delivery.nextAt,
          last_problem: null,
          ...spokenRow({}),
          created_at: delivery.createdAt,
          sent_at: null,
        };
        await db.insertInto('deliveries').values(row).execute();
        return deliveryOf(row);
      }),
    due: async (now, limit) => {
      const rows = await read
        .selectFrom('deliveries')
        .selectAll()
        .where('state', '=', 'waiting')
        .where('next_at', '<=', now)
        .orderBy('next_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(deliveryOf);
    },
    noted: (id, noted) =>
      write(async (db) => {
        await db
          .updateTable('deliveries')
          .set({
            state: noted.state,
            attempts: noted.attempts,
            next_at: noted.nextAt,
            ...(noted.lastProblem !== undefined && { last_problem: noted.lastProblem, ...spokenRow(noted) }),
            ...(noted.sentAt !== undefined && { sent_at: noted.sentAt }),
          })
          .where('id', '=', id)
          .execute();
      }),
    listOf: async (targetId, limit) => {
      const rows = await read
        .selectFrom('deliveries')
        .selectAll()
        .where('target_id', '=', targetId)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(deliveryOf);
    },
  };
}
