import { Table, Text, Title } from '@mantine/core';
import type { TranslationSettings } from '../../api/translation.schemas.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';

const whole = new Intl.NumberFormat('en-US');

/** What engines were given of late, and what that cost. */
export function UseTable({ settings }: { settings: TranslationSettings }) {
  const languages = useLanguages();
  const { use, days, currency } = settings;
  const money = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  const costOf = (cost: number | null): string =>
    cost === null ? t('translation.use.noPrice') : money.format(cost);
  const sum = (of: 'texts' | 'characters' | 'refused'): number => use.reduce((all, row) => all + row[of], 0);
  const priced = use.filter((row) => row.cost !== null);
  const total = priced.length === 0 ? null : priced.reduce((all, row) => all + (row.cost ?? 0), 0);
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('translation.use.title', { days })}
      </Title>
      {use.length === 0 ? (
        <Text size="sm">{t('translation.use.none')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={340}>
          <Table horizontalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('translation.use.engine')}</Table.Th>
                <Table.Th ta="end">{t('translation.use.texts')}</Table.Th>
                <Table.Th ta="end">{t('translation.use.characters')}</Table.Th>
                <Table.Th ta="end">{t('translation.use.refused')}</Table.Th>
                <Table.Th ta="end">{t('translation.use.cost')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {use.map((row) => (
                <Table.Tr key={`${row.engine} ${row.from} ${row.to}`}>
                  <Table.Td>
                    {settings.engines.find(({ name }) => name === row.engine)?.displayName ?? row.engine}
                    <Text size="xs" c="dimmed">
                      {t('translation.pairs.pair', {
                        from: languages.name(row.from),
                        to: languages.name(row.to),
                      })}
                    </Text>
                  </Table.Td>
                  <Table.Td ta="end">{whole.format(row.texts)}</Table.Td>
                  <Table.Td ta="end">{whole.format(row.characters)}</Table.Td>
                  <Table.Td ta="end">{whole.format(row.refused)}</Table.Td>
                  <Table.Td ta="end">{costOf(row.cost)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
            <Table.Tfoot>
              <Table.Tr>
                <Table.Th>{t('translation.use.total')}</Table.Th>
                <Table.Th ta="end">{whole.format(sum('texts'))}</Table.Th>
                <Table.Th ta="end">{whole.format(sum('characters'))}</Table.Th>
                <Table.Th ta="end">{whole.format(sum('refused'))}</Table.Th>
                <Table.Th ta="end">{costOf(total)}</Table.Th>
              </Table.Tr>
            </Table.Tfoot>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}
