import type { Config } from '../config.js';
import type { Channel } from '../vendors/carriers/carrier.js';

type Prices = Config['price'];

/**
 * The price of so many segments as staff read it ("$0.0237"), exact to the last digit of the price of one.
 * @returns null where no price is set
 */
export function priceOf({ perSegment, currency }: Prices, segments: number): string | null {
  return perSegment === undefined ? null : written(currency, [[perSegment, segments]]);
}

/**
 * The price of one text on the channel it takes. On WhatsApp each part is a message; a picture goes with the first part,
 * and the others are texts like any.
 * @param parts segments of each part, at least one part
 * @returns null where a price that is needed is not set
 */
export function priceOfText(prices: Prices, channel: Channel, parts: readonly number[]): string | null {
  const { perSegment, perPicture, perWhatsapp, currency } = prices;
  const total = (some: readonly number[]): number => some.reduce((sum, segments) => sum + segments, 0);
  switch (channel) {
    case 'sms':
      return priceOf(prices, total(parts));
    case 'whatsapp':
      return perWhatsapp === undefined ? null : written(currency, [[perWhatsapp, parts.length]]);
    case 'mms': {
      if (perPicture === undefined) return null;
      const others = total(parts.slice(1));
      if (others === 0) return written(currency, [[perPicture, 1]]);
      return perSegment === undefined
        ? null
        : written(currency, [
            [perPicture, 1],
            [perSegment, others],
          ]);
    }
  }
}

/** The sum of prices, each so many times, with as many digits as the most exact of them. */
function written(currency: string, items: readonly (readonly [price: string, times: number])[]): string {
  const style = { style: 'currency', currency } as const;
  const usual = new Intl.NumberFormat('en-US', style).resolvedOptions().maximumFractionDigits ?? 0;
  const own = items.map(([price]) => price.split('.')[1]?.length ?? 0);
  const sum = items.reduce((all, [price, times]) => all + Number(price) * times, 0);
  return new Intl.NumberFormat('en-US', { ...style, maximumFractionDigits: Math.max(usual, ...own) }).format(
    sum,
  );
}
