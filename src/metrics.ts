import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { countDeliveries, countInbound } from './delivery/counts.queries.js';
import type { Runtime } from './lib/runtime.js';

/**
 * GET /metrics in Prometheus' format, behind `METRICS_TOKEN` as a bearer token; without a token configured the page
 * does not exist. Counts only: no names, numbers or words.
 */
export function metricsRoute(rt: Runtime): RequestHandler {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const deliveries = new Gauge({
    name: 'recado_deliveries',
    help: 'Outbound texts of the last day by state',
    labelNames: ['state'],
    registers: [registry],
  });
  const inbound = new Gauge({
    name: 'recado_inbound_texts',
    help: 'Inbound texts of the last day by how far they are understood',
    labelNames: ['processing'],
    registers: [registry],
  });
  return async (request, response) => {
    if (!isAllowed(rt.config.metricsToken, request.get('authorization'))) {
      response.status(404).end();
      return;
    }
    const since = new Date(rt.clock.now().getTime() - 86_400_000);
    deliveries.reset();
    for (const { state, count } of await countDeliveries(rt.db, since)) deliveries.set({ state }, count);
    inbound.reset();
    for (const { processing, count } of await countInbound(rt.db, since)) inbound.set({ processing }, count);
    response.type(registry.contentType).send(await registry.metrics());
  };
}

function isAllowed(token: string | undefined, header: string | undefined): boolean {
  if (token === undefined || header === undefined) return false;
  const expected = Buffer.from(`Bearer ${token}`);
  const given = Buffer.from(header);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
