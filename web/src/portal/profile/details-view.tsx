import type { Company } from '@koopid/contract'
import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { profile } from '../../phrases/portal-profile.ts'
import { Section } from '../../ui/section.tsx'
import { GivenFacts } from './given-facts.tsx'
import classes from './profile.module.css'

const words = profile.details

/** For who may read it and not change it. */
export function DetailsView({ company }: { company: Company }) {
  const { name, website, email, phone } = company
  return (
    <Section title={words.title} lead={words.readOnly}>
      <GivenFacts company={company} />
      <dl className={classes.facts}>
        <Fact label={words.name}>{name}</Fact>
        <Fact label={words.website}>
          {website && (
            <Anchor href={website} target="_blank" rel="noreferrer" inherit underline="always">
              {website}
            </Anchor>
          )}
        </Fact>
        <Fact label={words.email}>{email}</Fact>
        <Fact label={words.phone}>{phone}</Fact>
      </dl>
    </Section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {children ?? (
          <Text span inherit c="dimmed">
            {words.none}
          </Text>
        )}
      </dd>
    </div>
  )
}
