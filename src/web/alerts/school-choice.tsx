import { Checkbox, MultiSelect, Stack, Text } from '@mantine/core';
import { t } from '../lib/words.js';
import { Part } from '../nudges/part.js';
import type { AlertSchool } from './draft.js';

/** So many can be ticked one by one; more are searched. */
const mostBoxes = 8;

interface Props {
  schools: readonly AlertSchool[];
  chosen: readonly string[];
  choose: (schoolIds: string[]) => void;
}

/** Which schools: said where there is only one, boxes for a few, a searchable list for many. */
export function SchoolChoice({ schools, chosen, choose }: Props) {
  const ready = schools.filter((school) => school.hasLine);
  const without = schools.filter((school) => !school.hasLine);
  const [only] = ready;
  const all = ready.length > 0 && chosen.length === ready.length;
  return (
    <Part title={t('newAlert.schools')}>
      {ready.length === 1 && only !== undefined ? (
        <Text>{t('newAlert.oneSchool', { name: only.name })}</Text>
      ) : (
        <Stack gap="sm">
          {ready.length > 1 && (
            <Checkbox
              size="md"
              label={t('newAlert.allSchools')}
              checked={all}
              indeterminate={!all && chosen.length > 0}
              onChange={() => choose(all ? [] : ready.map((school) => school.id))}
            />
          )}
          {ready.length > mostBoxes ? (
            !all && (
              <MultiSelect
                aria-label={t('newAlert.someSchools')}
                placeholder={t('newAlert.someSchools')}
                searchable
                size="md"
                data={ready.map((school) => ({ value: school.id, label: school.name }))}
                value={[...chosen]}
                onChange={choose}
              />
            )
          ) : (
            <Checkbox.Group value={[...chosen]} onChange={choose} aria-label={t('newAlert.someSchools')}>
              <Stack gap="sm" ms="lg">
                {ready.map((school) => (
                  <Checkbox key={school.id} size="md" value={school.id} label={school.name} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
        </Stack>
      )}
      {without.map((school) => (
        <Text key={school.id} size="sm" c="dimmed">
          {t('newAlert.noLine', { name: school.name })}
        </Text>
      ))}
    </Part>
  );
}
