import type {
  common as commonEnglish,
  planNames as plansEnglish,
  roleNames as rolesEnglish,
} from './common.en.ts'

export const common: typeof commonEnglish = {
  retry: 'Noch einmal versuchen',
  cancel: 'Abbrechen',
  close: 'Schließen',
  dismiss: 'Ausblenden',
  copy: 'Kopieren:',
  copied: 'Kopiert',
  incident: 'Vorfallnummer',
  loading: 'Wird geladen …',
  toSignIn: 'Sie werden zur Anmeldung geleitet …',
  skipToContent: 'Zum Inhalt springen',
  never: 'Nie',
  justNow: 'gerade eben',
  nothing: 'Nichts',
  unreachable: {
    title: 'Keine Verbindung',
    detail: 'Das Portal war nicht zu erreichen.',
    remedy: 'Prüfen Sie Ihr Netz und versuchen Sie es dann noch einmal.',
  },
  unexpected: {
    title: 'Etwas ist schiefgegangen',
    detail: 'Das Portal hat etwas geantwortet, das diese Seite nicht versteht.',
    remedy: 'Laden Sie die Seite neu. Bleibt es dabei, sagen Sie es Ihrem Betreiber.',
  },
  notFound: {
    title: 'Seite nicht gefunden',
    text: 'Unter dieser Adresse gibt es nichts.',
    action: 'Zur Startseite',
  },
  colorScheme: { label: 'Farben', auto: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  signOut: {
    action: 'Abmelden',
    title: 'Abmelden?',
    text: 'Sie werden hier und in diesem Browser auch bei Okta abgemeldet. Nichts geht verloren.',
    agentText: 'Sie sind dann abwesend und hier sowie in diesem Browser auch bei Okta abgemeldet.',
    stay: 'Angemeldet bleiben',
  },
  providerId: (id) => `Provider-ID ${id}`,
}

export const roleNames: typeof rolesEnglish = {
  administrator: 'Administrator',
  manager: 'Manager',
  supervisor: 'Supervisor',
  designer: 'Designer',
  none: 'Nur Agent',
}

export const planNames: typeof plansEnglish = {
  starter: 'Starter',
  business: 'Business',
  enterprise: 'Enterprise',
}
