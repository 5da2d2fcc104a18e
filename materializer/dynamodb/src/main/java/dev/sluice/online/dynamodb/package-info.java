/** The online store on DynamoDB, and a DynamoDB inside this process for development and tests. */
@NullMarked
package dev.sluice.online.dynamodb;

import org.jspecify.annotations.NullMarked;
