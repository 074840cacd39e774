using System.Text;
using Burst.Scheduling.Oracle.Generation;

namespace Burst.Scheduling.Oracle.Tests.Generation;

public sealed class CaseGeneratorTests
{
    private const int Cases = 20_000;

    [Fact]
    public void Generate_SameSeedAndIndex_SameText()
    {
        var generator = new CaseGenerator(7);
        var first = Text(generator, 41);

        Assert.NotEqual(first, Text(generator, 42));
        Assert.NotEqual(first, Text(new CaseGenerator(8), 41));
        Assert.Equal(first, Text(new CaseGenerator(7), 41));
    }

    [Fact]
    public void Generate_EachKind_AloneDecidesThreePercentOfTheCases()
    {
        var shares = new DecisionShares();
        var generator = new CaseGenerator(1);
        for (var i = 0; i < Cases; i++)
            shares.Add(FeasibilityOracle.Judge(generator.Generate(i)));

        Assert.All(RefusalNames.Kinds, kind => Assert.True(shares.OfCases(kind) >= 0.03, $"{shares}"));
        Assert.InRange(shares.Feasible, 0.2, 0.8);
    }

    private static string Text(CaseGenerator generator, long index) => Encoding.UTF8.GetString(generator.Generate(index).Span);
}
