/** What happens, live: one stream for the whole dashboard. */
import { type Api, addRoute, z } from '../kit/index.ts';
import type { EventSink } from '../kit/types.ts';
import type { ApiServices } from '../services.ts';

/** GET /events. */
export function addEventRoutes(api: Api, services: ApiServices): void {
  const { streams } = services;

  addRoute(
    api,
    {
      method: 'get',
      path: '/events',
      tag: 'Events',
      summary: 'What happens, live',
      description:
        'Server-sent events `alerts` {open}: how many open alerts nobody has acknowledged or muted, first at once; `job` {id, state}; `change` {subjectId}. A comment comes every 15 seconds as a sign of life.',
      access: 'read',
      answers: {
        200: {
          description: 'A stream without end.',
          schema: z.string(),
          mediaType: 'text/event-stream',
          example: 'event: alerts\ndata: {"open":2}\n\n',
        },
      },
      problems: ['too-many-requests', 'overloaded'],
    },
    async (c) => {
      const open = await services.watch.alerts.countWaiting();
      return streams.open(c, (sink) => listen(services, open, sink));
    },
  );
}

function listen({ watch, jobs }: ApiServices, open: number, sink: EventSink): () => void {
  sink.push({ event: 'alerts', data: { open } });
  const stops = [
    watch.onEvent(({ kind, ...data }) => sink.push({ event: kind, data })),
    jobs.onState((id, state) => sink.push({ event: 'job', data: { id, state } })),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
