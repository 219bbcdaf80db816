import { readCase } from '@/lib/backups/fuzz/cases';
import { readOn } from '@/lib/imports/fuzz/read-on';

readOn(({ id, seeds, seed }, number) => readCase(id, seeds, seed, number));
