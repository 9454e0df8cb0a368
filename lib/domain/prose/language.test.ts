import { expect, it } from 'vitest';
import { languageOf } from '@/lib/domain/prose/language';

it.each([
  ['', 'en', 'ltr'],
  ['Iran–Syria relations', 'en', 'ltr'],
  ['1946', 'en', 'ltr'],
  ['العلاقات السورية الإيرانية منذ عام 1946', 'ar', 'rtl'],
  ['روابط ایران و سوریه پس از انقلاب گسترش یافت', 'fa', 'rtl'],
  ['יחסי ישראל וסוריה', 'he', 'rtl'],
  ['The word العلاقات means relations', 'en', 'ltr'],
])('%s is %s, %s', (text, lang, dir) => {
  expect(languageOf(text)).toEqual({ lang, dir });
});
