namespace Burst.Simulation.Chaos.Judging;

/// <summary>The promises that are judged, as reports name them.</summary>
internal static class Promises
{
    public const string Capacity = "machine overfilled";
    public const string OnePlace = "pod in two places";
    public const string NoReturn = "pod came back after its end";
    public const string NoRestart = "running group restarted by a PUT";
    public const string Quota = "quota exceeded";
    public const string Cap = "spend cap exceeded";
    public const string Foreign = "foreign group touched";
    public const string WrongEnd = "wanted pod ended";
    public const string Leak = "leaked";
    public const string Stray = "left behind";
    public const string Strength = "service not at strength";
    public const string JobDone = "job not done";
    public const string Converges = "not converged";
    public const string Invoice = "ledger is not the invoice";
    public const string OnceOnly = "pod-second booked twice or never";
    public const string Brake = "began while paused";
    public const string Size = "smaller than asked for";
    public const string GivesUp = "failed job goes on";
    public const string Grace = "replaced without grace";
    public const string Expiry = "expired although it lives";
    public const string Secret = "secret told";
    public const string SaysWhy = "waits without a reason";
    public const string Told = "told what did not happen";
    public const string Excess = "began beyond what is wanted";
    public const string Surge = "more pods than a rolling update may have";
    public const string Availability = "fewer pods than a rolling update may leave";
    public const string RolledOut = "update not rolled out";
    public const string TimeGoesOn = "time stands still";
    public const string Answer = "wrong answer of the API";
    public const string Reached = "crash point not reached";
}
