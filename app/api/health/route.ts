export { healthAnswer as GET } from '@/lib/web/health';
