namespace Microsoft.Spark.Sql.Types;

public abstract class DataType
{
    public virtual string SimpleString => throw NoBehaviour.Here;
}

public abstract class AtomicType : DataType;

public abstract class NumericType : AtomicType;

public abstract class IntegralType : NumericType;

public abstract class FractionalType : NumericType;

public sealed class StringType : AtomicType;

public sealed class DoubleType : FractionalType;

public sealed class IntegerType : IntegralType;

public sealed class LongType : IntegralType;

public sealed class ArrayType : DataType
{
    public ArrayType(DataType elementType, bool containsNull = true)
    {
    }
}

public sealed class StructField
{
    public StructField(string name, DataType dataType, bool isNullable = true)
    {
    }
}

public sealed class StructType : DataType
{
    public StructType(IEnumerable<StructField> fields)
    {
    }
}
