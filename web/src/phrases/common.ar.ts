import type {
  common as commonEnglish,
  planNames as plansEnglish,
  roleNames as rolesEnglish,
} from './common.en.ts'

export const common: typeof commonEnglish = {
  retry: 'أعد المحاولة',
  cancel: 'إلغاء',
  close: 'إغلاق',
  dismiss: 'إخفاء',
  copy: 'نسخ',
  copied: 'تم النسخ',
  incident: 'رقم الحادثة',
  loading: 'جارٍ التحميل…',
  toSignIn: 'جارٍ نقلك إلى صفحة تسجيل الدخول…',
  skipToContent: 'انتقل إلى المحتوى',
  never: 'أبدًا',
  justNow: 'الآن',
  nothing: 'لا شيء',
  unreachable: {
    title: 'لا يوجد اتصال',
    detail: 'تعذّر الوصول إلى البوابة.',
    remedy: 'تحقّق من الشبكة ثم أعد المحاولة.',
  },
  unexpected: {
    title: 'حدث خطأ ما',
    detail: 'أجابت البوابة بما لا تفهمه هذه الصفحة.',
    remedy: 'أعد تحميل الصفحة، وإن تكرّر ذلك فأخبر المشغّل.',
  },
  notFound: {
    title: 'الصفحة غير موجودة',
    text: 'لا يوجد شيء في هذا العنوان.',
    action: 'اذهب إلى صفحة البداية',
  },
  colorScheme: { label: 'الألوان', auto: 'مثل النظام', light: 'فاتح', dark: 'داكن' },
  signOut: {
    action: 'تسجيل الخروج',
    title: 'هل تريد تسجيل الخروج؟',
    text: 'سيتم تسجيل خروجك هنا ومن Okta في هذا المتصفح. لن يضيع شيء.',
    agentText: 'ستصبح بعيدًا ويتم تسجيل خروجك هنا ومن Okta في هذا المتصفح.',
    stay: 'ابقَ مسجّلًا',
  },
  providerId: (id) => `رقم المزوّد ${id}`,
}

export const roleNames: typeof rolesEnglish = {
  administrator: 'مسؤول',
  manager: 'مدير',
  supervisor: 'مشرف',
  designer: 'مصمّم',
  none: 'وكيل فقط',
}

export const planNames: typeof plansEnglish = {
  starter: 'Starter',
  business: 'Business',
  enterprise: 'Enterprise',
}
