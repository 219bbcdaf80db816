import { readCase } from '@/lib/compliance/fuzz/cases';
import { readOn } from '@/lib/imports/fuzz/read-on';

readOn(({ seeds, seed }, number) => readCase(seeds, seed, number));
