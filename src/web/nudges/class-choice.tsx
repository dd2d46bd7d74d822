import { Chip, Group, Select, Text } from '@mantine/core';
import type { ClassList } from '../../api/nudges.schemas.js';
import { t } from '../lib/words.js';
import { Part } from './part.js';

type ClassItem = ClassList['items'][number];

interface Props {
  list: readonly ClassItem[];
  chosen: ClassItem;
  choose: (classId: string) => void;
}

/** Which class: said when there is only one, buttons for a few, a searchable list for many. */
export function ClassChoice({ list, chosen, choose }: Props) {
  const about = t('newNudge.classFacts', {
    students: t('newNudge.students', { count: chosen.students }),
    school: chosen.school.name,
  });
  return (
    <Part title={t('newNudge.who')}>
      {list.length > 6 ? (
        <Select
          aria-label={t('newNudge.class')}
          searchable
          allowDeselect={false}
          size="md"
          data={list.map((item) => ({ value: item.id, label: `${item.name} · ${item.school.name}` }))}
          value={chosen.id}
          onChange={(value) => value !== null && choose(value)}
        />
      ) : (
        <Chip.Group value={chosen.id} onChange={choose}>
          <Group gap={8}>
            {list.map((item) => (
              <Chip key={item.id} value={item.id} size="md" radius="md">
                {item.name}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      <Text size="sm" c="dimmed">
        {about}
      </Text>
    </Part>
  );
}
