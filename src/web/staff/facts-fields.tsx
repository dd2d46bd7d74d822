import { Checkbox, MultiSelect, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core';
import { role as roles } from '../../api/common.schemas.js';
import type { StaffAccount, StaffFactsInput } from '../../api/staff.schemas.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';

interface Props {
  facts: StaffFactsInput;
  set: (facts: StaffFactsInput) => void;
  /** What is missing is said once somebody tried to save. */
  isTried: boolean;
  /** Schools the roster names stay. */
  ofRoster?: StaffAccount['schools'];
  isOwn?: boolean;
}

/** Whether nothing is missing. */
export function areWhole({ role, languages, schoolIds }: StaffFactsInput): boolean {
  return languages.length > 0 && (role === 'district_admin' || schoolIds.length > 0);
}

/** Role, languages and schools of somebody. */
export function FactsFields({ facts, set, isTried, ofRoster = [], isOwn = false }: Props) {
  const { languageNames, schools } = useMe();
  const fixed = new Set(ofRoster.map(({ id }) => id));
  const needsSchool = facts.role !== 'district_admin' && facts.schoolIds.length === 0;
  return (
    <>
      <NativeSelect
        label={t('staff.role')}
        description={isOwn ? t('staff.ownRole') : t(`staff.roleHint.${facts.role}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        disabled={isOwn}
        data={roles.options.map((value) => ({ value, label: t(`roles.${value}`) }))}
        value={facts.role}
        onChange={(event) => set({ ...facts, role: roles.parse(event.currentTarget.value) })}
      />
      <Checkbox.Group
        label={t('staff.languages')}
        description={t('staff.languagesHint')}
        value={facts.languages}
        error={isTried && facts.languages.length === 0 ? t('staff.languageMissing') : null}
        onChange={(languages) => set({ ...facts, languages })}
      >
        <SimpleGrid cols={2} spacing={6} my={6}>
          {languageNames.map(({ code, name }) => (
            <Checkbox key={code} value={code} label={name} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      {facts.role !== 'district_admin' && (
        <div>
          <SchoolBoxes
            schools={schools.filter(({ id }) => !fixed.has(id))}
            chosen={facts.schoolIds.filter((id) => !fixed.has(id))}
            error={isTried && needsSchool ? t('staff.schoolMissing') : null}
            choose={(schoolIds) => set({ ...facts, schoolIds: [...fixed, ...schoolIds] })}
          />
          {ofRoster.length > 0 && (
            <Text size="sm" c="dimmed" mt={4}>
              {t('staff.rosterSchools', { schools: ofRoster.map(({ name }) => name).join(', ') })}
            </Text>
          )}
        </div>
      )}
    </>
  );
}

/** So many can be ticked one by one; more are searched. */
const mostBoxes = 8;

interface BoxesProps {
  schools: readonly { id: string; name: string }[];
  chosen: string[];
  error: string | null;
  choose: (schoolIds: string[]) => void;
}

function SchoolBoxes({ schools, chosen, error, choose }: BoxesProps) {
  const field = { label: t('staff.schools'), value: chosen, error, onChange: choose };
  if (schools.length > mostBoxes) {
    const data = schools.map(({ id, name }) => ({ value: id, label: name }));
    return <MultiSelect {...field} data={data} searchable hidePickedOptions />;
  }
  return (
    <Checkbox.Group {...field}>
      <Stack gap={6} my={6}>
        {schools.map(({ id, name }) => (
          <Checkbox key={id} value={id} label={name} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
