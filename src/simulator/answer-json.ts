import type { ServerResponse } from 'node:http';

/** Ends a response with this as its JSON, whoever answers: Express or Node's own HTTP. */
export function answerJson(res: ServerResponse, status: number, body: unknown): void {
  res.statusCode = status;
  res.setHeader('content-type', 'application/json; charset=utf-8');
  res.end(JSON.stringify(body));
}
