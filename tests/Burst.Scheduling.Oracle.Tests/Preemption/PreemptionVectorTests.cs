using Burst.Scheduling.Oracle.Preemption;

namespace Burst.Scheduling.Oracle.Tests.Preemption;

public sealed class PreemptionVectorTests
{
    public static TheoryData<string> Names => [.. PreemptionVector.All.Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Decide_HandWrittenVector_AsItsSourceSays(string name)
    {
        var vector = PreemptionVector.All.Single(vector => vector.Name == name);

        Assert.Equal(PreemptionAnswer.Describe(vector.Expected), PreemptionAnswer.Describe(PreemptionOracle.Decide(vector.Utf8)));
    }

    [Fact]
    public void Vectors_AreMany_AndEachNamesItsSource()
    {
        Assert.True(PreemptionVector.All.Count() >= 25);
        Assert.All(PreemptionVector.All, vector => Assert.StartsWith("https://", vector.Source, StringComparison.Ordinal));
    }
}
