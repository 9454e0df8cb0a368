import { descriptionAnswer } from '@/lib/pages/answers/description';
import { allowReading } from '@/lib/web/public/read';
import { publicRoute } from '@/lib/web/public/route';

export const GET = publicRoute(descriptionAnswer);
export const OPTIONS = allowReading;
