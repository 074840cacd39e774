namespace Burst.Core.Constraints;

public enum WhenUnsatisfiable
{
    /// <summary>The pod waits.</summary>
    DoNotSchedule,

    /// <summary>The pod goes where it is uneven least.</summary>
    ScheduleAnyway,
}
