import { AboutPage, AccessibilityPage, EditorialPolicyPage, SourcingPage } from '@/components/reader/trust-pages';
import { page, type AnswerMaker } from '@/lib/pages/answer';

/** `/about`. */
export const aboutAnswer: AnswerMaker = ({ site }) => page(<AboutPage site={site} />);

/** `/about/editorial-policy`. */
export const editorialPolicyAnswer: AnswerMaker = ({ site }) => page(<EditorialPolicyPage site={site} />);

/** `/about/sourcing`. */
export const sourcingAnswer: AnswerMaker = ({ site }) => page(<SourcingPage site={site} />);

/** `/accessibility`. */
export const accessibilityAnswer: AnswerMaker = ({ site }) => page(<AccessibilityPage site={site} />);
