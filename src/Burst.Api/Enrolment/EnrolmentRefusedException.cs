using System.Collections.Immutable;

namespace Burst.Api.Enrolment;

/// <summary>A node cannot join. Each reason names the key of the request and what is accepted.</summary>
public sealed class EnrolmentRefusedException(ImmutableArray<string> reasons) : Exception(string.Join(" ", reasons))
{
    public ImmutableArray<string> Reasons => reasons;
}
