import { Button } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import type { Thread } from '../../api/thread.schemas.js';
import { Notice } from '../lib/notice.js';
import { plainDay } from '../lib/time.js';
import { t } from '../lib/words.js';
import classes from './orders.module.css';

type Order = Thread['family']['orders'][number];

/** The orders about a family, to be read before anybody writes to it. */
export function OrdersToRead({ orders, haveRead }: { orders: readonly Order[]; haveRead: () => void }) {
  return (
    <section className={classes.gate} aria-label={t('orders.title')}>
      <Notice tone="urgent" title={t('orders.readFirst')}>
        <OrderList orders={orders} />
      </Notice>
      <Button variant="default" leftSection={<IconGavel size={17} />} onClick={haveRead}>
        {t('orders.haveRead')}
      </Button>
    </section>
  );
}

/** What each order forbids, in a line, and its summary. */
export function OrderList({ orders }: { orders: readonly Order[] }) {
  return (
    <ul className={classes.list}>
      {orders.map((order) => (
        <li key={order.key + order.kind}>
          <strong>
            {t(`orders.forbids.${order.kind}`, {
              guardian: order.guardianName,
              student: order.studentName,
            })}
          </strong>{' '}
          {order.summary ?? t('orders.recordsSay')}
          <span className={classes.dates}>
            {order.untilDate !== null && ` ${t('orders.until', { date: plainDay(order.untilDate) })}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
