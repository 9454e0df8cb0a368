import { AboutPage, AccessibilityPage } from '@/components/reader/message-page';
import { page, type AnswerMaker } from '@/lib/pages/answer';

/** `/about`. */
export const aboutAnswer: AnswerMaker = ({ site }) => page(<AboutPage site={site} />);

/** `/accessibility`. */
export const accessibilityAnswer: AnswerMaker = ({ site }) => page(<AccessibilityPage site={site} />);
