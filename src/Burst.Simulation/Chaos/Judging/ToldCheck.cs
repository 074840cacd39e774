using System.Text.Json;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// What the API tells of ends is what happened: a success is one only when the code ended with 0. It may be told late, never before.
/// </summary>
internal sealed class ToldCheck(JudgedWorld world, ViolationLog violations)
{
    public void JudgePods(IReadOnlyList<JsonElement> pods)
    {
        foreach (var pod in pods.Select(ToldPod.Read).Where(pod => pod.Phase == "Succeeded"))
        {
            var lives = world.Register.OfPod(pod.Uid);
            if (!lives.Any(IsSuccess))
                violations.Add(Promises.Told, pod.Name, $"told to have succeeded; {string.Join(", ", lives.Select(Describe))}");
        }
    }

    public void JudgeJobs(IReadOnlyList<JsonElement> jobs)
    {
        foreach (var job in jobs)
        {
            var name = job.GetProperty("metadata").GetProperty("name").GetString()!;
            var told = job.GetProperty("status").GetProperty("succeeded").GetInt32();
            var succeeded = world.Register.OfWorkload(name).Where(IsSuccess).Select(life => life.Uid).Distinct().Count();
            if (told > succeeded)
                violations.Add(Promises.Told, name, $"{told} pods told to have succeeded, {succeeded} did");
        }
    }

    private static bool IsSuccess(PodLife life) => life is { End: PodEnd.Itself, ExitCode: 0 };

    private static string Describe(PodLife life) => $"on {life.Node} {(life.End == PodEnd.Itself ? $"exit code {life.ExitCode}" : $"end {life.End}")}";
}
