import { runAlert } from '../src/alerts/run.js';
import type { HandlersOf } from './bind.js';

export const alerts: HandlersOf<'alerts'> = {
  'alerts.run': (rt, { alertId }) => runAlert(rt, alertId),
};
