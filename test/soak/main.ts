// npm run soak [minutes [tasks [seed]]]: 1,000 tasks with random faults in about this many minutes (default 5).
import { soak, soakLine, soakProblems } from './soak.ts';

const [minutes = 5, tasks = 1_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
/** The time for KIE's limit of 20 submissions in 10 s, plus the last tasks and their faults. */
const neededSeconds = (tasks / 20) * 10.5 + 240;
const speed = Math.max(1, neededSeconds / (minutes * 60));
console.log(`Seed ${seed}; time runs ${speed.toFixed(1)} times as fast.`);
let shown = 0;
const result = await soak({
  tasks,
  seed,
  speed,
  windows: 3,
  onProgress: ended => {
    if (ended < shown + tasks / 10) return;
    shown = ended;
    console.log(`${ended} tasks have ended.`);
  }
});
for (const problem of soakProblems(result)) console.log(problem);
console.log(soakLine(result));
process.exit(soakProblems(result).length === 0 ? 0 : 1);
